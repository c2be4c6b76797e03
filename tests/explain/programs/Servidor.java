import java.io.*;
import java.net.*;

public class Servidor {
    public static void main(String[] args) throws Exception {
        InetAddress address = InetAddress.getByName("HOST");
        ServerSocket server = new ServerSocket(PORT, 5, address);
        System.out.println("A espera de clientes...");
        Socket s = server.accept();
        s.getInputStream().transferTo(s.getOutputStream());
    }
}
