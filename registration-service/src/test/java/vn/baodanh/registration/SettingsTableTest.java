package vn.baodanh.registration;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import vn.baodanh.kit.SettingsTable;

final class SettingsTableTest {
  @Test
  void theReadmeListsEverySettingWithItsDefaultAndMeaning() throws IOException {
    SettingsTable.assertListed("registration-service", RegistrationSettings::read);
  }
}
