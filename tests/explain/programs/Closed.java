import java.io.*;
import java.net.*;

public class Closed {
    public static void main(String[] args) throws Exception {
        Socket s = new Socket("HOST", PORT);
        OutputStream out = s.getOutputStream();
        InputStream in = s.getInputStream();
        out.write(1);
        out.close();
        System.out.println(in.read());
    }
}
