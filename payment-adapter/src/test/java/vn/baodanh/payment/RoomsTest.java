package vn.baodanh.payment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.baodanh.kit.ServiceRooms;

/** What each room of the payment adapter may know. */
final class RoomsTest extends ServiceRooms {
  RoomsTest() {
    super(
        "vn.baodanh.payment",
        "vn.baodanh.registration",
        Set.of("bill", "event", "ledger", "platform"));
  }

  @Test
  void nobodyKnowsAPlatformButItself() {
    for (var platform : Set.of("vnpay", "momo")) {
      var room = root + ".platform." + platform + "..";
      noClasses()
          .that()
          .resideOutsideOfPackages(room, root)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room)
          .because("another platform must touch no other room")
          .check(classes);
    }
  }
}
