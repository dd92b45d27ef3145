package vn.baodanh.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A machine to run on: whoever uses it brings what runs there. */
final class RoomsTest {
  @Test
  void theLocalStackDependsOnNoOtherModule() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vn.baodanh.local");
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "vn.baodanh.kit..",
            "vn.baodanh.registration..",
            "vn.baodanh.payment..",
            "vn.baodanh.load..")
        .because("services use it in their tests, and it starts them only as packaged processes")
        .check(classes);
  }
}
