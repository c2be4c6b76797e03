import java.net.ServerSocket;

public class PortRange {
    public static void main(String[] args) throws Exception {
        new ServerSocket(123456);
    }
}
