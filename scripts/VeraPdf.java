// Profiles and PDF files in; a line of JSON for each pair out. Run by scripts/verapdf.
//
// Usage: java -cp JARS VeraPdf.java ua1,2a FILE...

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public final class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++) {
            for (String profile : arguments[0].split(",")) {
                System.out.println(check(arguments[i], PDFAFlavour.fromString(profile), profile));
            }
        }
    }

    private static String check(String file, PDFAFlavour flavour, String profile) {
        Map<String, Integer> failed = new TreeMap<>();
        int assertions = 0;
        boolean compliant = false;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            compliant = result.isCompliant();
            assertions = result.getTotalAssertions();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-"
                            + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage();
                    failed.merge(rule, 1, Integer::sum);
                }
            }
        } catch (Exception fault) {
            failed.put("can't be read: " + fault, 1);
        }
        StringBuilder json = new StringBuilder();
        json.append("{\"file\": ").append(quote(file));
        json.append(", \"profile\": ").append(quote(profile));
        json.append(", \"compliant\": ").append(compliant);
        json.append(", \"assertions\": ").append(assertions).append(", \"failed\": {");
        String comma = "";
        for (Map.Entry<String, Integer> rule : failed.entrySet()) {
            json.append(comma).append(quote(rule.getKey())).append(": ").append(rule.getValue());
            comma = ", ";
        }
        return json.append("}}").toString();
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ' || character > '~') {
                quoted.append(String.format("\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
