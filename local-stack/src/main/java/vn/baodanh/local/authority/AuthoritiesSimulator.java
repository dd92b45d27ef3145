package vn.baodanh.local.authority;

/**
 * Main of the authorities' simulators as a process of their own. Arguments: port, seed and number
 * of the test people.
 */
public final class AuthoritiesSimulator {
  private AuthoritiesSimulator() {}

  public static void main(String[] arguments) {
    if (arguments.length != 3) {
      System.err.println("Usage: AuthoritiesSimulator PORT SEED PEOPLE");
      System.exit(2);
    }
    var authorities =
        Authorities.start(
            Integer.parseInt(arguments[0]),
            Long.parseLong(arguments[1]),
            Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(authorities::close, "close-authorities"));
    System.out.println("Population database at " + authorities.population());
    System.out.println("Sector's database at " + authorities.sector());
  }
}
