package vn.baodanh.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A packaged program of this repository, and how a JVM of the kind that runs us is started for it.
 *
 * @param name the Maven module it is from
 * @param jvmFlags flags of its JVM
 * @param arguments what follows the flags: -jar or -cp, the jar, a main class, its arguments
 */
public record Program(String name, List<String> jvmFlags, List<String> arguments) {
  /**
   * The same as {@code jvm.flags} in the parent pom. The method that judges by a JSON schema is too
   * large for the compiler's taste, and would be interpreted for ever: 60 µs a body, not 15.
   */
  private static final List<String> JVM_FLAGS =
      List.of(
          "-Dio.lettuce.core.iouring=false",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dfile.encoding=UTF-8",
          "-XX:-DontCompileHugeMethods",
          "-XX:+UseTransparentHugePages");

  public Program {
    jvmFlags = List.copyOf(jvmFlags);
    arguments = List.copyOf(arguments);
  }

  /** The main class that a module's jar names itself. */
  public static Program of(String module) {
    var jar = jar(module);
    return new Program(module, flags(jar, module), List.of("-jar", jar.toString()));
  }

  /** Another main class of a module's jar. */
  public static Program of(String module, String mainClass) {
    var jar = jar(module);
    return new Program(module, flags(jar, mainClass), List.of("-cp", jar.toString(), mainClass));
  }

  /**
   * With an archive of the classes that the program loads, beside its jar: the JVM makes it when it
   * first ends in order, and starts a quarter sooner with it.
   */
  private static List<String> flags(Path jar, String program) {
    var archive = jar.resolveSibling(program + ".jsa");
    deleteIfOlder(archive, jar);
    var flags = new ArrayList<>(JVM_FLAGS);
    flags.add("-XX:+AutoCreateSharedArchive");
    flags.add("-XX:SharedArchiveFile=" + archive);
    flags.addAll(List.of("-Xlog:cds*=off", "-Xlog:aot*=off")); // or it tells what it leaves out
    return flags;
  }

  /** Of other jars than it was made from the JVM can use none of it, and makes no other. */
  private static void deleteIfOlder(Path archive, Path jar) {
    try (var libraries = Files.list(jar.resolveSibling("lib"))) {
      long made = archive.toFile().lastModified();
      if (Stream.concat(Stream.of(jar), libraries)
          .anyMatch(one -> one.toFile().lastModified() > made)) {
        Files.deleteIfExists(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With more flags of its JVM, such as -Xmx512m. */
  public Program withFlags(String... more) {
    var all = new ArrayList<>(jvmFlags);
    all.addAll(List.of(more));
    return new Program(name, all, arguments);
  }

  /** With more arguments of its main method. */
  public Program withArguments(String... more) {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new Program(name, jvmFlags, all);
  }

  List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(arguments);
    return command;
  }

  private static Path jar(String module) {
    var jar = home().resolve(module).resolve("target").resolve(module + "-1-SNAPSHOT.jar");
    if (!Files.exists(jar)) {
      throw new LocalFault(jar + " is not there: run mvn -DskipTests package");
    }
    return jar;
  }

  /**
   * The repository's root: the property baodanh.home, or the nearest directory above that is it.
   */
  private static Path home() {
    var told = System.getProperty("baodanh.home");
    if (told != null) {
      return Path.of(told);
    }
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("local-stack/pom.xml"))) {
        return at;
      }
    }
    throw new LocalFault("The repository is not above the working directory: set -Dbaodanh.home");
  }
}
