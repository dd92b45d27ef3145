package vn.baodanh.local;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals of Linux, sent to exactly one process by its id: kill(2). */
public enum Signal {
  INT(2),
  KILL(9),
  TERM(15),
  CONT(18),
  STOP(19);

  private static final MethodHandle KILL_CALL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /**
   * Sends this signal to one process; never to a group.
   *
   * @return false when there is no such process any more
   */
  public boolean send(long pid) {
    if (pid <= 1) {
      throw new IllegalArgumentException("no process of ours has the id " + pid);
    }
    try {
      return (int) KILL_CALL.invokeExact(Math.toIntExact(pid), number) == 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
