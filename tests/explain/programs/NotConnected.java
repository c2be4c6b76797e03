import java.io.*;
import java.net.*;

public class NotConnected {
    public static void main(String[] args) throws Exception {
        Socket s = new Socket();
        s.getOutputStream().write("Ola!".getBytes());
    }
}
