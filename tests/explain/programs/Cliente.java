import java.io.*;
import java.net.*;

public class Cliente {
    public static void main(String[] args) throws IOException {
        Socket s = new Socket("HOST", PORT);
        PrintWriter out = new PrintWriter(s.getOutputStream(), true);
        BufferedReader in = new BufferedReader(
            new InputStreamReader(s.getInputStream()));
        out.println("Ola!");
        System.out.println(in.readLine());
        System.out.println(in.readLine());
        s.close();
    }
}
