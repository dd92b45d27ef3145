package vn.baodanh.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. */
public final class Ports {
  /**
   * Free ports are sought below Linux's range for outgoing connections (32768 and up): a client of
   * a killed store would else be given the port that the store needs again.
   */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 32_000;

  /** Whoever was given one may not listen on it yet. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that nothing listens on now, and another one each time. */
  public static int free() {
    for (var attempt = 0; attempt < 200; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new LocalFault("No free port between " + LOWEST + " and " + HIGHEST);
  }

  /** Throws a {@link LocalFault} that names who wants the port when it is taken. */
  static void requireFree(String who, int port) {
    if (!isFree(port)) {
      throw new LocalFault("Port " + port + ", wanted for " + who + ", is taken");
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
