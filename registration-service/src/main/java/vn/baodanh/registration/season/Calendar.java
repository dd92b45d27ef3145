package vn.baodanh.registration.season;

/** The season as this node knows it now. */
public interface Calendar {
  Season season();

  /** Whether this node has made sure within the last 5 s that it knows the windows in force. */
  boolean isConfirmed();
}
