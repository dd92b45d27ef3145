package vn.baodanh.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/** What runs in a directory of its own: closed newest first, and the directory removed. */
public final class Parts implements AutoCloseable {
  private final Path directory;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean keepsData;

  public Parts(Path directory) {
    this.directory = directory;
  }

  /** Adds something that has been started. */
  public <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /** A directory of this name, made. */
  public Path made(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  /** A file of this name. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** Leaves data and logs behind, for somebody to look at; says where. */
  public Path keepData() {
    keepsData = true;
    return directory;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("While stopping: " + e.getMessage());
      }
    }
    if (!keepsData) {
      deleteTree(directory);
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
