package gatehouse.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// Reads `gatehouse.yaml`: everything it says, or everything that is wrong with it.
public final class ConfigurationReader {

    static final List<String> KEYS = List.of("version", "sign-in", "instances", "roles", "grants");
    static final List<String> SIGN_IN_KEYS = List.of("claims", "ask");
    static final List<String> CLAIM_KEYS = List.of("roles", "groups");

    private static final int LARGEST = 1_000_000;

    /// What came of reading: a configuration, or the mistakes in the order of the file.
    public sealed interface Reading {
        record Valid(Configuration configuration) implements Reading {
        }

        record Broken(List<Mistake> mistakes) implements Reading {
        }
    }

    private final Path folder;
    private final List<Mistake> mistakes = new ArrayList<>();

    private ConfigurationReader(Path folder) {
        this.folder = folder;
    }

    /// Reads a file. Files that it names are looked up beside it.
    public static Reading read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                return broken("The file is larger than 1 MB.", "");
            }
            return read(Files.readString(file), file.toAbsolutePath().getParent());
        } catch (IOException unreadable) {
            return broken("The file " + file + " cannot be read.", "Set GATEHOUSE_FILE to where it is.");
        }
    }

    /// Reads a text as if it stood in a file of this folder.
    public static Reading read(String text, Path folder) {
        return new ConfigurationReader(folder).parse(text);
    }

    private Reading parse(String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(true);
        try {
            var root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                return broken("The file is empty.", "Start with `version: 1`.");
            }
            var configuration = whole(new Section("the file", root, mistakes).allow(KEYS));
            return mistakes.isEmpty() ? new Reading.Valid(configuration) : new Reading.Broken(Section.inOrder(mistakes));
        } catch (MarkedYAMLException notYaml) {
            var mark = notYaml.getProblemMark();
            return new Reading.Broken(List.of(new Mistake(mark.getLine() + 1, mark.getColumn() + 1,
                    "This is not YAML: " + notYaml.getProblem() + ".", "")));
        } catch (YAMLException notYaml) {
            return broken("This is not YAML: " + notYaml.getMessage(), "");
        }
    }

    private Configuration whole(Section file) {
        file.oneOf("version", List.of("1"));
        var instances = instances(file);
        var roles = new RoleReader(file).read();
        var grants = file.sections("grants", "a grant").stream()
                .flatMap(grant -> new GrantReader(roles, instances).read(grant).stream()).toList();
        return new Configuration(1, signIn(file), instances, roles, grants);
    }

    private Map<String, Instance> instances(Section file) {
        var instances = new LinkedHashMap<String, Instance>();
        var reader = new InstanceReader(folder);
        file.section("instances", "instances").ifPresentOrElse(
                section -> section.entries().forEach((name, node) -> reader
                        .read(name, new Section("instance " + name, node, mistakes))
                        .ifPresent(instance -> instances.put(name, instance))),
                () -> file.mistake("instances", "`instances` is missing.", "Name at least one qBittorrent server."));
        return instances;
    }

    private SignInRules signIn(Section file) {
        var section = file.section("sign-in", "sign-in").map(found -> found.allow(SIGN_IN_KEYS));
        var claims = section.flatMap(found -> found.section("claims", "claims")).map(found -> found.allow(CLAIM_KEYS));
        return new SignInRules(claim(claims.flatMap(found -> found.text("roles")).orElse("realm_access/roles")),
                claim(claims.flatMap(found -> found.text("groups")).orElse("groups")),
                section.flatMap(found -> found.text("ask")));
    }

    private static List<String> claim(String path) {
        return List.of(path.split("/"));
    }

    private static Reading broken(String what, String allowed) {
        return new Reading.Broken(List.of(new Mistake(1, 1, what, allowed)));
    }
}
