import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the layout of every Java source below the working directory, or puts it right.
 *
 * <p>The build starts this file as it stands ({@code java build/FormatSources.java check|apply
 * FAULTS}) on the JDK it compiles with: google-java-format reads the compiler's own classes, so it
 * needs a JDK that knows the language of the sources, which the one Maven runs on need not be. What
 * is wrong is printed and written to the file FAULTS, which does not exist when nothing is wrong.
 */
final class FormatSources {
  public static void main(String... args) throws Exception {
    var arguments =
        new ArrayList<>(
            switch (args[0]) {
              case "apply" -> List.of("--replace");
              case "check" -> List.of("--dry-run", "--set-exit-if-changed");
              default ->
                  throw new IllegalArgumentException("-Dformat is check or apply, not " + args[0]);
            });
    arguments.addAll(sources());
    var faults = new StringWriter();
    int status =
        new Main(new PrintWriter(faults, true), new PrintWriter(faults, true), System.in)
            .format(arguments.toArray(String[]::new));
    Path report = Path.of(args[1]);
    Files.deleteIfExists(report);
    if (status != 0) {
      System.err.print(faults);
      Files.writeString(report, faults.toString());
    }
  }

  private static List<String> sources() throws IOException {
    try (var paths = Files.walk(Path.of(""))) {
      return paths
          .map(Path::toString)
          .filter(path -> path.endsWith(".java") && !path.contains("target/"))
          .sorted()
          .toList();
    }
  }
}
