package vn.baodanh.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Programs of this machine, and how to be someone else than root (PostgreSQL refuses root). */
final class Programs {
  private Programs() {}

  static boolean onPath(String program) {
    var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /**
   * What to put in front of a command to run it as nobody in particular; empty when we are not
   * root.
   */
  static List<String> unprivileged() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    if (succeeds("unshare", "-U", "true")) {
      return List.of("unshare", "-U");
    }
    throw new LocalFault(
        "PostgreSQL does not run as root, and this machine lets nobody change that"
            + " (unshare -U is refused): start this as another user");
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }
}
