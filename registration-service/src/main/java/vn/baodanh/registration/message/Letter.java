package vn.baodanh.registration.message;

/**
 * A message on its way out.
 *
 * @param key the same whenever the same letter is sent again: who gets it twice can tell
 * @param to an address as the channel has them
 */
record Letter(String key, String to, Notice notice) {}
