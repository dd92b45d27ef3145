package vn.baodanh.local.platform;

import java.time.Clock;
import vn.baodanh.local.LocalFault;

/**
 * Main of the payment platform's simulator as a process of its own; see {@link PlatformSettings}.
 */
public final class PlatformSimulator {
  private PlatformSimulator() {}

  public static void main(String[] arguments) {
    try {
      var platform = Platform.start(PlatformSettings.of(System.getenv()), Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "close-platform"));
      System.out.println("Payment platform at " + platform.origin());
    } catch (LocalFault | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }
}
