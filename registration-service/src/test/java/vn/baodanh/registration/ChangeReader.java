package vn.baodanh.registration;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the changes as institutions would, each with a cursor, while they are written. */
final class ChangeReader implements AutoCloseable {
  private final Stack stack;
  private final Map<String, List<Long>> positionsByInstitution = new TreeMap<>();
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

  /** Whether there was anything new. */
  private boolean read() {
    String seen =
        positionsByInstitution.entrySet().stream()
            .map(read ->
                "(institution_code = '%s' AND position <= %d)"
                    .formatted(read.getKey(), read.getValue().getLast()))
            .collect(joining(" OR "));
    var rows =
        stack.rows(
            "SELECT institution_code, position FROM application_change_each WHERE NOT (%s) ORDER BY 1, 2 LIMIT 100"
                .formatted(seen.isEmpty() ? "false" : seen));
    rows.forEach(row ->
        positionsByInstitution
            .computeIfAbsent(row.getFirst(), none -> new ArrayList<>())
            .add(Long.parseLong(row.getLast())));
    return !rows.isEmpty();
  }

  /** What was read, in the order in which it was, up to the end. */
  Map<String, List<Long>> positionsByInstitution() {
    close();
    boolean more = true;
    while (more) {
      more = read();
    }
    return positionsByInstitution;
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
