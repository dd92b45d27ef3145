package vn.baodanh.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Directories of the local stack: made, removed, and what went wrong with them in a person's words.
 */
final class Disk {
  private Disk() {}

  static Path temporary(String name) {
    try {
      return Files.createTempDirectory("baodanh-" + name + "-");
    } catch (IOException e) {
      throw new LocalFault("Cannot make a temporary directory: " + explain(e), e);
    }
  }

  static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LocalFault("Cannot make " + directory + ": " + explain(e), e);
    }
  }

  /** Makes the directory that a file is to be in. */
  static void madeAround(Path file) {
    made(file.toAbsolutePath().resolve("..").normalize());
  }

  static String explain(IOException e) {
    var reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason != null ? reason : e.getClass().getSimpleName() + " " + e.getMessage();
  }

  /** Removes a directory with all it holds; files that vanish meanwhile are fine. */
  static void deleteTree(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new LocalFault("Cannot remove " + directory + ": " + explain(e), e);
    }
  }
}
