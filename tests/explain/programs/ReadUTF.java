import java.io.*;
import java.net.*;

public class ReadUTF {
    public static void main(String[] args) throws Exception {
        Socket s = new Socket("HOST", PORT);
        DataInputStream in = new DataInputStream(s.getInputStream());
        System.out.println(in.readUTF());
    }
}
