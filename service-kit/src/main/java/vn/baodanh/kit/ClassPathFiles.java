package vn.baodanh.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Files of a directory of the class path, from every jar and folder that has it. */
final class ClassPathFiles {

  private static final ClassLoader LOADER = ClassPathFiles.class.getClassLoader();

  private ClassPathFiles() {}

  /**
   * Contents by name below the directory.
   *
   * @param directory ends with a slash
   */
  static Map<String, byte[]> under(String directory) {
    var files = new TreeMap<String, byte[]>();
    try {
      for (var place : Collections.list(LOADER.getResources(directory))) {
        if (place.getProtocol().equals("jar")) {
          addJar(place, directory, files);
        } else {
          addFolder(place.toURI(), files);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return files;
  }

  static byte[] read(String resource) {
    try (var in = LOADER.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("not on the class path: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addJar(URL place, String directory, Map<String, byte[]> files)
      throws IOException {
    var jar = ((JarURLConnection) place.openConnection()).getJarFile();
    for (var entry : Collections.list(jar.entries())) {
      if (entry.getName().startsWith(directory) && !entry.isDirectory()) {
        try (var in = jar.getInputStream(entry)) {
          files.put(entry.getName().substring(directory.length()), in.readAllBytes());
        }
      }
    }
  }

  private static void addFolder(URI place, Map<String, byte[]> files) throws IOException {
    var folder = Path.of(place);
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
  }
}
