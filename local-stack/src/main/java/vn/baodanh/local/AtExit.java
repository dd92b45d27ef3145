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

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "at-exit"));
  }

  private AtExit() {}

  static void add(AutoCloseable closeable) {
    synchronized (OPEN) {
      OPEN.push(closeable);
    }
  }

  static void remove(AutoCloseable closeable) {
    synchronized (OPEN) {
      OPEN.removeIf(open -> open == closeable);
    }
  }

  private static void closeAll() {
    for (var next = newest(); next != null; next = newest()) {
      try {
        next.close();
      } catch (Exception e) {
        System.err.println("While stopping: " + e.getMessage());
      }
    }
  }

  private static @Nullable AutoCloseable newest() {
    synchronized (OPEN) {
      return OPEN.poll();
    }
  }
}
