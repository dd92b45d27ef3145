package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** A file that takes so many bytes and no more. */
final class BoundedFile implements WriteStream<Buffer> {
  private final AsyncFile file;
  private long left;

  BoundedFile(AsyncFile file, long most) {
    this.file = file;
    this.left = most;
  }

  @Override
  public Future<Void> write(Buffer bytes) {
    left -= bytes.length();
    return left < 0 ? Future.failedFuture(SettlementProblems.tooLarge()) : file.write(bytes);
  }

  @Override
  public Future<Void> end() {
    return left < 0 ? Future.failedFuture(SettlementProblems.tooLarge()) : file.end();
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    file.exceptionHandler(handler);
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
    file.setWriteQueueMaxSize(size);
    return this;
  }

  /** Once it took too many the file is closed, and what still comes is thrown away. */
  @Override
  public boolean writeQueueFull() {
    return left >= 0 && file.writeQueueFull();
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    file.drainHandler(handler);
    return this;
  }
}
