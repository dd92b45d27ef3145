package vn.baodanh.local.portal;

import java.nio.file.Path;
import java.time.Clock;

/**
 * Main of the portal simulator as a process of its own. Arguments, in this order: port, directory
 * of the keys, seed, number of people.
 */
public final class PortalSimulator {
  private PortalSimulator() {}

  public static void main(String[] arguments) {
    if (arguments.length != 4) {
      System.err.println("Arguments: PORT KEYS-DIRECTORY SEED PEOPLE");
      System.exit(2);
    }
    var settings =
        new PortalSettings(
            Integer.parseInt(arguments[0]),
            "baodanh",
            Long.parseLong(arguments[2]),
            Integer.parseInt(arguments[3]));
    var portal = Portal.start(settings, Path.of(arguments[1]), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(portal::close, "close-portal"));
    System.out.println("Portal at " + portal.issuer());
  }
}
