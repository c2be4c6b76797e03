import java.io.*;
import java.net.*;

public class Twice {
    public static void main(String[] args) throws Exception {
        InetSocketAddress server = new InetSocketAddress("HOST", PORT);
        Socket s = new Socket("HOST", PORT);
        s.connect(server);
    }
}
