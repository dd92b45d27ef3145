package vn.baodanh.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The directory that one {@code ./run} works in: its own as long as it runs. */
final class RunDirectory implements AutoCloseable {
  private static final long MEGABYTE = 1 << 20;

  /** A fresh database takes 60 MB, 2,000 candidates with the log of both stores 100 MB more. */
  private static final long NEEDED = 300 * MEGABYTE;

  /** Below it nobody can write on: a segment of PostgreSQL's log alone is 16 MB. */
  private static final long FULL = 32 * MEGABYTE;

  private final Path directory;
  private final boolean temporary;
  private final FileChannel lock;

  private RunDirectory(Path directory, boolean temporary, FileChannel lock) {
    this.directory = directory;
    this.temporary = temporary;
    this.lock = lock;
  }

  /** The directory to be kept, or a temporary one that is removed when this is closed. */
  static RunDirectory open(Optional<Path> kept) {
    var directory = kept.map(Disk::made).orElseGet(() -> Disk.temporary("run"));
    var data = new RunDirectory(directory, kept.isEmpty(), lock(directory));
    AtExit.add(data);
    var free = data.free();
    if (free < NEEDED) {
      throw new LocalFault(
          "The disk is full: %s has %d MB free, %d MB are needed"
              .formatted(directory, free / MEGABYTE, NEEDED / MEGABYTE));
    }
    return data;
  }

  private static FileChannel lock(Path directory) {
    try {
      var file = directory.resolve("lock");
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new LocalFault(directory + " is in use by another ./run");
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      throw new LocalFault(directory + " is in use by this process already", e);
    } catch (IOException e) {
      throw new LocalFault("Cannot write in " + directory + ": " + Disk.explain(e), e);
    }
  }

  Path directory() {
    return directory;
  }

  boolean isTemporary() {
    return temporary;
  }

  Path postgres() {
    return directory.resolve("postgres");
  }

  Path redis() {
    return directory.resolve("redis");
  }

  Path portalKeys() {
    return directory.resolve("portal");
  }

  /** The books of the payment platforms' simulator. */
  Path platform() {
    return directory.resolve("platform");
  }

  /** Where the output of a service goes. */
  Path log(String service) {
    return directory.resolve("logs").resolve(service + ".log");
  }

  /** Where the files are that curl takes a sign-in from. */
  Path signIns() {
    return directory.resolve("sign-in");
  }

  boolean isFull() {
    return free() < FULL;
  }

  private long free() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new LocalFault("Cannot look at the disk of " + directory + ": " + Disk.explain(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    AtExit.remove(this);
    lock.close();
    if (temporary) {
      Disk.deleteTree(directory);
    }
  }
}
