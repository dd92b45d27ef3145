package vn.baodanh.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vn.baodanh.local.LocalFault;

/**
 * The platform's own database: a file of entries, one JSON object a line, only ever appended to.
 * What was {@link #synced} survives the death of process and machine; entries appended together
 * share a sync.
 */
final class Journal implements AutoCloseable {
  private static final JsonMapper FORMAT =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantText()))
          .build();

  private final FileChannel file;
  private final Context context;
  private final Thread writer = new Thread(this::write, "journal");
  private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private List<Promise<Void>> waiters = new ArrayList<>();
  private boolean closed;

  private Journal(FileChannel file, Context context) {
    this.file = file;
    this.context = context;
    writer.start();
  }

  /**
   * Opens the file, or makes it. A last line that was cut off by a kill is dropped: nobody was
   * answered because of it.
   *
   * @param context where those who wait are told
   * @param replay gets each entry on file, in order
   */
  static Journal open(Path path, Context context, Consumer<Entry> replay) {
    try {
      var file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var whole = read(file, replay);
      file.truncate(whole);
      file.position(whole);
      return new Journal(file, context);
    } catch (IOException e) {
      throw new LocalFault("Cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /** How many bytes of the file are whole lines. */
  private static long read(FileChannel file, Consumer<Entry> replay) throws IOException {
    var length = file.size();
    var lines = new BufferedReader(Channels.newReader(file, StandardCharsets.UTF_8));
    long whole = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var end = whole + line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (end > length) {
        break;
      }
      replay.accept(FORMAT.readValue(line, Entry.class));
      whole = end;
    }
    return whole;
  }

  /** Puts an entry behind the others; it is not on disk yet. */
  void append(Entry entry) {
    try {
      var line = FORMAT.writeValueAsBytes(entry);
      synchronized (this) {
        waiting.write(line, 0, line.length);
        waiting.write('\n');
        notifyAll();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Done when everything appended so far is on disk. */
  synchronized Future<Void> synced() {
    Promise<Void> promise = Promise.promise();
    waiters.add(promise);
    notifyAll();
    return promise.future();
  }

  private void write() {
    try {
      while (writeNext()) {}
    } catch (IOException e) {
      System.err.println("The platform cannot keep its books: " + e.getMessage());
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean writeNext() throws IOException, InterruptedException {
    ByteBuffer lines;
    List<Promise<Void>> told;
    synchronized (this) {
      while (waiting.size() == 0 && waiters.isEmpty()) {
        if (closed) {
          return false;
        }
        wait();
      }
      lines = ByteBuffer.wrap(waiting.toByteArray());
      told = waiters;
      waiting = new ByteArrayOutputStream();
      waiters = new ArrayList<>();
    }
    if (lines.hasRemaining()) {
      while (lines.hasRemaining()) {
        file.write(lines);
      }
      file.force(false);
    }
    context.runOnContext(done -> told.forEach(Promise::complete));
    return true;
  }

  /** Writes what is waiting and lets go of the file. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      writer.join();
      file.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
