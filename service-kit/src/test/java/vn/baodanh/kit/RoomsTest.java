package vn.baodanh.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the kit may stand on: no service, and nothing that starts or plays one. */
final class RoomsTest {
  @Test
  void theKitKnowsNoService() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vn.baodanh.kit");
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "vn.baodanh.registration..",
            "vn.baodanh.payment..",
            "vn.baodanh.local..",
            "vn.baodanh.load..")
        .because("services stand on the kit, not the other way round")
        .check(classes);
  }
}
