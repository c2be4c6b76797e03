import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

public class Channel {
    public static void main(String[] args) throws Exception {
        SocketChannel c = SocketChannel.open();
        c.connect(new InetSocketAddress("HOST", PORT));
        c.write(ByteBuffer.wrap("Ola!".getBytes()));
    }
}
