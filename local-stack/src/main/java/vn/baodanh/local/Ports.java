package vn.baodanh.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. */
public final class Ports {
  /**
   * Free ports are sought below Linux's range for outgoing connections (32768 and up): a client of
   * a killed store would else be given the port that the store needs again. A Redis of a cluster
   * takes the port 10,000 above its own, too.
   */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 22_600;

  /**
   * Whoever was given a port may not listen on it yet, or for a while not again: so many in a row
   * are one process's, for as long as it listens on the first of them.
   */
  private static final int RANGE = 200;

  private static final List<ServerSocket> FIRSTS = new ArrayList<>();
  private static int last = -1;

  private Ports() {}

  /** A port that nothing listens on now, another one each time, and no other process's. */
  public static synchronized int free() {
    do {
      last = (last + 1) % RANGE == 0 ? anotherRange() + 1 : last + 1;
    } while (!isFree(last));
    return last;
  }

  private static int anotherRange() {
    for (var attempt = 0; attempt < 200; attempt++) {
      var first = ThreadLocalRandom.current().nextInt(LOWEST / RANGE, HIGHEST / RANGE) * RANGE;
      try {
        FIRSTS.add(listening(first));
        return first;
      } catch (IOException taken) {
        // by another process
      }
    }
    throw new LocalFault("No free ports between " + LOWEST + " and " + HIGHEST);
  }

  /** Throws a {@link LocalFault} that names who wants the port when it is taken. */
  static void requireFree(String who, int port) {
    if (!isFree(port)) {
      throw new LocalFault("Port " + port + ", wanted for " + who + ", is taken");
    }
  }

  private static boolean isFree(int port) {
    try (var _ = listening(port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listening(int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
