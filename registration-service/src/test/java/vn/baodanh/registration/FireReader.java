package vn.baodanh.registration;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Follows one feed in a thread of its own: pages of odd sizes, bodies broken off in the middle,
 * pauses, another node each time; goes on behind the last whole line.
 */
final class FireReader implements AutoCloseable {
  private final FeedReader reader;
  private final List<Node> nodes;
  private final Random random;
  private final List<String> lines = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopping;
  private int pulls;

  FireReader(FeedReader reader, List<Node> nodes, Random random) {
    this.reader = reader;
    this.nodes = nodes;
    this.random = random;
    this.thread = Thread.ofPlatform().name("reader-" + reader.institution()).start(this::follow);
  }

  private void follow() {
    while (!stopping) {
      read();
      if (random.nextInt(4) == 0) {
        Stack.sleep(random.nextInt(60));
      }
    }
  }

  /** Whether something was new. */
  private boolean read() {
    var asked = reader.at(nodes.get(random.nextInt(nodes.size())));
    String query = "?after=" + cursor();
    String text =
        switch (random.nextInt(3)) {
          case 0 -> asked.begin(query, 1 + random.nextInt(20_000));
          case 1 -> asked.pull(query + "&limit=" + (1 + random.nextInt(300))).expect(200).text();
          default -> asked.pull(query, "Accept-Encoding", "gzip").expect(200).text();
        };
    pulls++;
    text.lines().forEach(lines::add);
    return !text.isEmpty();
  }

  private String cursor() {
    return lines.isEmpty() ? "0-00000000" : new JsonObject(lines.getLast()).getString("cursor");
  }

  /** Stops following, and reads what is left. */
  void finish() {
    close();
    for (int nothing = 0; nothing < 8; ) {
      nothing = read() ? 0 : nothing + 1;
    }
  }

  FeedReader reader() {
    return reader;
  }

  /** As they came. */
  List<String> lines() {
    return lines;
  }

  int pulls() {
    return pulls;
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
