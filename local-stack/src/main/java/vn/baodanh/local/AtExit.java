package vn.baodanh.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What must be closed before this JVM ends, newest first, in one shutdown hook: JVM hooks run side
 * by side, and a service has to be stopped before its stores are.
 */
final class AtExit {
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static boolean closing;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "at-exit"));
  }

  private AtExit() {}

  /** Once the JVM is ending, what is added is closed at once and a {@link LocalFault} says so. */
  static void add(AutoCloseable closeable) {
    synchronized (OPEN) {
      if (!closing) {
        OPEN.push(closeable);
        return;
      }
    }
    close(closeable);
    throw new LocalFault("Told to stop");
  }

  static void remove(AutoCloseable closeable) {
    synchronized (OPEN) {
      OPEN.remove(closeable);
    }
  }

  /** Whether the JVM is ending. */
  static boolean isClosing() {
    synchronized (OPEN) {
      return closing;
    }
  }

  private static void closeAll() {
    for (var next = newest(); next != null; next = newest()) {
      close(next);
    }
  }

  private static @Nullable AutoCloseable newest() {
    synchronized (OPEN) {
      closing = true;
      return OPEN.poll();
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      System.err.println("While stopping: " + e.getMessage());
    }
  }
}
