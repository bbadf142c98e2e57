package gatehouse.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// One mapping of `gatehouse.yaml` while it is read. It works on what was written and not on what YAML makes of it
/// (`on` would be `true`), and it notes every mistake with its place instead of stopping at the first.
class Section {

    private final String name;
    private final Node node;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<Mistake> mistakes;

    Section(String name, Node node, List<Mistake> mistakes) {
        this.name = name;
        this.node = node;
        this.mistakes = mistakes;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::enter);
        } else if (!(node instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
            mistake(node, name + " is not a mapping.", "Write `key: value` lines below it.");
        }
    }

    private void enter(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            mistake(tuple.getKeyNode(), "A key of " + name + " is not a word.", "");
        } else if (entries.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            mistake(key, "`" + key.getValue() + "` stands twice in " + name + ".", "Keep one of them.");
        } else {
            keys.put(key.getValue(), key);
        }
    }

    /// Notes every key that is none of these.
    Section allow(List<String> allowed) {
        keys.forEach((key, place) -> {
            if (!allowed.contains(key)) {
                mistake(place, "`" + key + "` is not a key of " + name + ".", "Allowed: " + String.join(", ", allowed) + ".");
            }
        });
        return this;
    }

    /// Notes a key that has a meaning which this version does not know yet.
    Section notYet(String key, String instead) {
        if (keys.containsKey(key)) {
            mistake(keys.get(key), "`" + key + "` is not supported yet.", instead);
        }
        return this;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    Map<String, Node> entries() {
        return entries;
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(entries.get(key)).flatMap(value -> scalar(key, value));
    }

    /// The text, or a mistake and an empty text.
    String needed(String key, String allowed) {
        if (!has(key)) {
            mistake(node, "`" + key + "` is missing in " + name + ".", allowed);
            return "";
        }
        return text(key).orElse("");
    }

    /// A list of texts; empty when the key is absent.
    List<String> texts(String key) {
        return items(key).stream().flatMap(item -> scalar(key, item).stream()).toList();
    }

    /// The mappings of a list; empty when the key is absent.
    List<Section> sections(String key, String itemName) {
        return items(key).stream().map(item -> new Section(itemName, item, mistakes)).toList();
    }

    private List<Node> items(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (entries.get(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        mistake(key, "`" + key + "` of " + name + " is not a list.", "Write it as [one, two], or start each item with `- `.");
        return List.of();
    }

    Optional<Section> section(String key, String sectionName) {
        return Optional.ofNullable(entries.get(key)).map(value -> new Section(sectionName, value, mistakes));
    }

    /// One of these words, or a mistake.
    Optional<String> oneOf(String key, List<String> allowed) {
        var written = needed(key, "Allowed: " + String.join(", ", allowed) + ".");
        if (written.isEmpty() || allowed.contains(written)) {
            return Optional.of(written).filter(allowed::contains);
        }
        mistake(key, "`" + key + "` of " + name + " is `" + written + "`.", "Allowed: " + String.join(", ", allowed) + ".");
        return Optional.empty();
    }

    void mistake(String key, String what, String allowed) {
        mistake(entries.getOrDefault(key, node), what, allowed);
    }

    private Optional<String> scalar(String key, Node value) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue().strip());
        }
        mistake(value, "`" + key + "` of " + name + " is not a single value.", "");
        return Optional.empty();
    }

    private void mistake(Node place, String what, String allowed) {
        var mark = place.getStartMark();
        mistakes.add(new Mistake(mark.getLine() + 1, mark.getColumn() + 1, what, allowed));
    }

    static List<Mistake> inOrder(List<Mistake> mistakes) {
        return new ArrayList<>(new TreeSet<>(mistakes));
    }
}
