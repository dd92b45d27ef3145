package vn.baodanh.load.generator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One kept-alive connection with at most one request under way. */
final class Connection {
  private static final int REQUEST_BYTES = 64 * 1024;
  private static final int ANSWER_BYTES = 8 * 1024;
  private static final int ANSWER_LIMIT_BYTES = 16 * 1024 * 1024;

  private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST_BYTES);
  private byte[] answerBytes = new byte[ANSWER_BYTES];
  private ByteBuffer in = ByteBuffer.wrap(answerBytes);
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;

  /** The request under way, or {@link Exchange#NONE}. */
  int ticket = Exchange.NONE;

  /** From when its latency counts (System.nanoTime). */
  long since;

  /** When it was really sent (System.nanoTime); for a closed connection, when to connect again. */
  long moment;

  boolean isOpen() {
    return channel != null;
  }

  /** True if it is connected at once; otherwise {@link #connected} is called later. */
  boolean connect(Selector selector, InetSocketAddress address) throws IOException {
    var opened = SocketChannel.open();
    channel = opened;
    opened.configureBlocking(false);
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean connected = opened.connect(address);
    key =
        opened.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    return connected;
  }

  /** Called when the channel can finish connecting. */
  void connected() throws IOException {
    if (channel != null && key != null && channel.finishConnect()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Lets the exchange write a request; true if there is one now. */
  boolean fill(Exchange exchange) {
    out.clear();
    ticket = exchange.write(out);
    out.flip();
    return ticket != Exchange.NONE;
  }

  /** Sends what is left of the request, and asks to be called again while something is left. */
  void send() throws IOException {
    if (channel == null || key == null) {
      return;
    }
    channel.write(out);
    if (out.hasRemaining()) {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    } else if (key.interestOps() != SelectionKey.OP_READ) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Reads what has come; true once the answer is whole. */
  boolean receive(Answer answer) throws IOException {
    if (channel == null) {
      return false;
    }
    if (!in.hasRemaining()) {
      if (answerBytes.length >= ANSWER_LIMIT_BYTES) {
        throw new IOException("An answer of more than " + ANSWER_LIMIT_BYTES + " bytes");
      }
      int position = in.position();
      answerBytes = Arrays.copyOf(answerBytes, answerBytes.length * 2);
      in = ByteBuffer.wrap(answerBytes).position(position);
    }
    int count = channel.read(in);
    if (count < 0) {
      throw new IOException("Closed by the service");
    }
    if (count == 0) {
      return false;
    }
    int taken = answer.read(answerBytes, in.position());
    if (taken == 0) {
      return false;
    }
    if (taken != in.position() || ticket == Exchange.NONE) {
      throw new IOException("An answer nobody asked for");
    }
    in.clear();
    return true;
  }

  void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException gone) {
        // Whatever it says, the connection is not used again.
      }
    }
    channel = null;
    key = null;
    in.clear();
  }
}
