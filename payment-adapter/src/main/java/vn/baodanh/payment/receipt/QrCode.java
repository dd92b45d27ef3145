package vn.baodanh.payment.receipt;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;
import org.openpdf.text.pdf.PdfContentByte;

/** A QR code, drawn as rectangles: sharp at any size, and the same every time. */
final class QrCode {
  private static final int QUIET_MODULES = 4; // ISO/IEC 18004
  private static final Map<EncodeHintType, ?> HINTS =
      Map.of(
          EncodeHintType.ERROR_CORRECTION,
          ErrorCorrectionLevel.M,
          EncodeHintType.MARGIN,
          QUIET_MODULES);

  private final BitMatrix modules;

  /**
   * @param text up to some hundred characters
   */
  QrCode(String text) {
    try {
      modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS);
    } catch (WriterException e) {
      throw new IllegalStateException("no QR code of " + text.length() + " characters", e);
    }
  }

  /**
   * Draws it as a square.
   *
   * @param x of its left edge, in points
   * @param y of its lower edge
   */
  void draw(PdfContentByte canvas, float x, float y, float side) {
    float module = side / modules.getWidth();
    for (int row = 0; row < modules.getHeight(); row++) {
      for (int column = 0; column < modules.getWidth(); column++) {
        int first = column;
        while (column < modules.getWidth() && modules.get(column, row)) {
          column++;
        }
        if (column > first) {
          canvas.rectangle(
              x + first * module, y + side - (row + 1) * module, (column - first) * module, module);
        }
      }
    }
    canvas.fill();
  }
}
