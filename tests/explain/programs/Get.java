import java.net.URI;
import java.net.http.*;

public class Get {
    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
            URI.create("http://HOST:PORT/")).build();
        System.out.println(client.send(request,
            HttpResponse.BodyHandlers.ofString()).body());
    }
}
