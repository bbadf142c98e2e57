package gatehouse.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;

/// What `bin/image` runs: makes the image by Jib, without a container engine, as an archive that `docker load` takes. It runs as
/// what `Dockerfile.jvm` makes does, but has no AOT cache: only the Java in the image itself could record one.
public final class Image {

    private static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/opt/gatehouse");

    private Image() {
    }

    /// Arguments: the base, the packaged application's folder and the archive.
    public static void main(String... arguments) throws Exception {
        var made = build(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
        System.out.println(arguments[2] + " " + made.getDigest());
    }

    /// The same files make the same digest.
    ///
    /// @param base an image with a Java 25: its name, `tar://FILE`, or `scratch` for none
    static JibContainer build(String base, Path application, Path archive) throws Exception {
        var caches = archive.toAbsolutePath().resolveSibling("jib");
        return Jib.from(base).setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setFileEntriesLayers(layer("libraries", application, name -> name.equals("lib")),
                        layer("application", application, name -> !name.equals("lib")))
                .setWorkingDirectory(HOME).setUser("10001:10001").setExposedPorts(Set.of(Port.tcp(8080), Port.tcp(9080)))
                .setEntrypoint(List.of("java", "-jar", "quarkus-run.jar"))
                .containerize(Containerizer.to(TarImage.at(archive).named("gatehouse")).setToolName("gatehouse")
                        .setBaseImageLayersCache(caches).setApplicationLayersCache(caches));
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    /// What changes seldom lies apart from what changes with each version.
    private static FileEntriesLayer layer(String name, Path application, Predicate<String> chosen) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        try (var files = Files.list(application)) {
            for (var file : files.sorted().toList()) {
                var itself = file.getFileName().toString();
                if (chosen.test(itself)) {
                    layer.addEntryRecursive(file, HOME.resolve(itself));
                }
            }
        }
        return layer.build();
    }
}
