package vn.baodanh.registration.season;

/** How a moment stands to the windows of one step. */
public sealed interface Standing {
  /** Inside this window. */
  record Open(Window window) implements Standing {}

  /** Outside every window, and this one is the next to open. */
  record NotOpen(Window next) implements Standing {}

  /** After every window; this one was the last to close. */
  record Closed(Window last) implements Standing {}

  /** The step has no window that counts. */
  record NoWindow() implements Standing {}
}
