import java.io.*;
import java.net.*;

public class ClienteTimeout {
    public static void main(String[] args) {
        try (Socket s = new Socket()) {
            s.connect(new InetSocketAddress("HOST", PORT), 1000);
            s.setSoTimeout(1000);
            System.out.println(s.getInputStream().read());
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}
