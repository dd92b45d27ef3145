package vn.baodanh.local;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one System V segment (56 bytes) that a PostgreSQL killed by SIGKILL leaves in the kernel; its
 * id is in the seventh line of postmaster.pid.
 */
final class SharedMemory {
  /** IPC_RMID of shmctl(2). */
  private static final int REMOVE = 0;

  private static final MethodHandle SHMCTL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("shmctl"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS));

  private SharedMemory() {}

  /** Removes the segment of a killed server; does nothing after an orderly stop. */
  static void releaseOf(Path data) {
    try {
      var lockFile = data.resolve("postmaster.pid");
      if (!Files.exists(lockFile)) {
        return;
      }
      var lines = Files.readAllLines(lockFile);
      if (lines.size() >= 7) {
        var id = Integer.parseInt(lines.get(6).strip().split("\\s+")[1]);
        var _ = (int) SHMCTL.invokeExact(id, REMOVE, MemorySegment.NULL);
      }
    } catch (IOException e) {
      throw new LocalFault("Cannot read postmaster.pid in " + data + ": " + Disk.explain(e), e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
