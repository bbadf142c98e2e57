package gatehouse.house;

import static io.restassured.RestAssured.given;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Prometheus reads: each sample with its name, its labels and its value.
record Scrape(String text, List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    record Sample(String name, Map<String, String> labels, double value) {
    }

    static Scrape of(URI metrics) {
        var text = given().header("Accept", "text/plain").get(metrics).then().statusCode(200).extract().asString();
        return new Scrape(text, text.lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList());
    }

    private static Sample sample(String line) {
        var match = LINE.matcher(line);
        if (!match.matches()) {
            throw new AssertionError("not a sample: " + line);
        }
        var labels = Optional.ofNullable(match.group(2)).orElse("");
        return new Sample(match.group(1), LABEL.matcher(labels).results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))),
                Double.parseDouble(match.group(3)));
    }

    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The sum of all samples with these labels, given as name and value in turn.
    double sum(String name, String... labels) {
        return samples.stream().filter(sample -> sample.name().equals(name) && matches(sample, labels))
                .mapToDouble(Sample::value).sum();
    }

    private static boolean matches(Sample sample, String... labels) {
        for (var index = 0; index < labels.length; index += 2) {
            if (!labels[index + 1].equals(sample.labels().get(labels[index]))) {
                return false;
            }
        }
        return true;
    }

    /// All values that a label of ours has.
    Set<String> values(String label) {
        return samples.stream().filter(sample -> sample.name().startsWith("gatehouse_"))
                .map(sample -> sample.labels().get(label)).filter(value -> value != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return names().toString();
    }
}
