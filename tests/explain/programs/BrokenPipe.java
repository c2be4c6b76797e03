import java.io.*;
import java.net.*;

public class BrokenPipe {
    public static void main(String[] args) throws Exception {
        Socket s = new Socket("HOST", PORT);
        System.out.println(s.getInputStream().read());
        OutputStream out = s.getOutputStream();
        while (true)
            out.write("still here\n".getBytes());
    }
}
