package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.baodanh.registration.person.Role;

/** The program that docs/universities.md shows, as it stands there, does what is said of it. */
class UniversityDocsIT {
  private static final Path DOCS = Path.of("../docs/universities.md");
  private static final Pattern PROGRAM =
      Pattern.compile("<!-- java: run by a test -->\n```java\n(.*?)```", Pattern.DOTALL);

  private static final Pattern KEY =
      Pattern.compile("<!-- shell: run by a test -->\n```bash\n(.*?)```", Pattern.DOTALL);

  private static Stack stack;
  private static Node node;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    stack = new Stack("university_docs_it");
    node = stack.node();
    stack.openWindow();
    stack.grant("officer", Role.INSTITUTION, "BKA");
    var reader = new FeedReader(stack.portal.token("officer"), node.port(), "BKA");
    Stack.eventually("the grant is known", () -> reader.pull("?limit=1").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void itPullsToAFileThenAppendsWhatIsNewAndBeginsAgainAfterARestore() throws Exception {
    Path program = directory.resolve("Pull.java");
    Files.writeString(program, program());
    Path file = directory.resolve("applications.ndjson");
    int before = (int) stack.count("SELECT position FROM application_position");
    file("one", before + 1);
    run(program, file);
    assertEquals(before + 1, Files.readAllLines(file).size());
    file("two", before + 2);
    run(program, file);
    run(program, file);
    List<String> lines = Files.readAllLines(file);
    assertEquals(before + 2, lines.size());
    assertEquals(before + 2, lines.stream().distinct().count());

    Files.writeString(directory.resolve("applications.ndjson.cursor"), (before + 2) + "-00000000");
    run(program, file);
    run(program, file);
    assertEquals(lines, Files.readAllLines(file));
  }

  /** The shell's lines make a key, register it and sign a token that pulls and does no more. */
  @Test
  void theShellsLinesRegisterAKeyAndSignATokenThatPulls() throws Exception {
    var found = KEY.matcher(Files.readString(DOCS));
    assertTrue(found.find());
    Path token = directory.resolve("token");
    var shell =
        new ProcessBuilder(
                "bash", "-euo", "pipefail", "-c", found.group(1) + "printf %s \"$TOKEN\" > token")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    shell
        .environment()
        .putAll(
            Map.of(
                "API",
                "http://127.0.0.1:" + node.port(),
                "OFFICER",
                stack.portal.token("officer"),
                "UNTIL",
                Instant.now()
                    .plus(Duration.ofDays(30))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString()));
    assertEquals(0, shell.start().waitFor(), () -> text(directory.resolve("output")));
    var machine = new FeedReader(Files.readString(token), node.port(), "BKA");
    Stack.eventually("the key is in force", () -> machine.pull("?limit=1").status() == 200);
    assertEquals("scope-missing", machine.get("/rounds/1/admitted-lists").expect(403).code());
  }

  /** What broke off is pulled again; the half line is not glued to what comes then. */
  @Test
  void aPullThatBreaksOffInMidLineLeavesNoHalfLineBehind() throws Exception {
    Path program = directory.resolve("Pull.java");
    Files.writeString(program, program());
    Path file = directory.resolve("broken.ndjson");
    var reader = new FeedReader(stack.portal.token("officer"), node.port(), "BKA");
    file("three", stack.count("SELECT position FROM application_position") + 1);
    file("four", stack.count("SELECT position FROM application_position") + 1);
    List<String> lines = reader.pull("").expect(200).text().lines().toList();
    String broken = String.join("\n", lines).substring(0, lines.getFirst().length() + 20);
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerInPart(server, broken));
      int status = run(program, file, server.getLocalPort());
      assertNotEquals(0, status, "it says that it broke off");
    }
    assertEquals(broken, Files.readString(file), () -> text(directory.resolve("output")));
    run(program, file);
    List<String> kept = Files.readAllLines(file);
    kept.forEach(JsonObject::new);
    assertEquals(lines.getFirst(), kept.getFirst());
    assertEquals(lines, kept.stream().distinct().toList());
    assertEquals(lines.size() + 1, kept.size());
  }

  private static void file(String subject, long changes) {
    node.of(subject).file("key-00000001", 0, Lists.ONE).expect(202);
    Stack.eventually(
        "projected", () -> stack.count("SELECT position FROM application_position") == changes);
  }

  private static String program() throws IOException {
    var found = PROGRAM.matcher(Files.readString(DOCS));
    if (!found.find()) {
      throw new AssertionError("no program in " + DOCS);
    }
    return found.group(1);
  }

  /** The next request is answered with less than was promised. */
  private static void answerInPart(ServerSocket server, String part) {
    try (var client = server.accept()) {
      var request = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
      for (var line = request.readLine(); line != null && !line.isEmpty(); ) {
        line = request.readLine(); // its head is all there is of it
      }
      byte[] body = part.getBytes(UTF_8);
      var head =
          "HTTP/1.1 200 OK\r\nFeed-Cursor: none\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length + 1);
      client.getOutputStream().write(head.getBytes(US_ASCII));
      client.getOutputStream().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Path program, Path file) throws IOException, InterruptedException {
    assertEquals(0, run(program, file, node.port()), () -> text(directory.resolve("output")));
  }

  private int run(Path program, Path file, int port) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path output = directory.resolve("output");
    var process =
        new ProcessBuilder(
                java,
                program.toString(),
                "http://127.0.0.1:" + port,
                "BKA",
                stack.portal.token("officer"),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return process.waitFor();
  }

  private static String text(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
