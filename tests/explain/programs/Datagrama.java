import java.net.*;

public class Datagrama {
    public static void main(String[] args) throws Exception {
        DatagramSocket s = new DatagramSocket();
        byte[] data = new byte[65508];
        s.send(new DatagramPacket(data, data.length,
            InetAddress.getByName("HOST"), PORT));
    }
}
