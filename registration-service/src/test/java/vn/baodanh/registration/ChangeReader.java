package vn.baodanh.registration;

import java.util.ArrayList;
import java.util.List;

/** Reads the changes as an institution would, with a cursor, while they are written. */
final class ChangeReader implements AutoCloseable {
  private final Stack stack;
  private final List<Long> positions = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopping;

  ChangeReader(Stack stack) {
    this.stack = stack;
    thread = Thread.ofPlatform().name("change-reader").start(this::follow);
  }

  private void follow() {
    while (!stopping) {
      read();
      Stack.sleep(3);
    }
  }

  private void read() {
    long cursor = positions.isEmpty() ? 0 : positions.getLast();
    stack
        .rows(
            "SELECT position FROM application_change_each WHERE position > %d ORDER BY position LIMIT 100"
                .formatted(cursor))
        .forEach(row -> positions.add(Long.parseLong(row.getFirst())));
  }

  /** What was read, in the order in which it was, up to the end. */
  List<Long> positions() {
    close();
    while (stack.count("SELECT position FROM application_position") > positions.size()) {
      int before = positions.size();
      read();
      if (positions.size() == before) {
        break;
      }
    }
    return positions;
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
