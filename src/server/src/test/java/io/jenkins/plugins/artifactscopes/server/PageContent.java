package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** What the pages show in tests: a project as people have them, one with hostile names, and one with many artifacts. */
final class PageContent {
    static final String SHOP = "shop/checkout";
    static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\">/a'b\"c #?%25&lt;";
    static final String EVIL = "\"><script>window.hacked=1;\"";
    static final String MANY = "many";
    static final int MANY_ARTIFACTS = 250;
    private static final int WORKFLOWS = 9;

    private final PageServer server;
    private final Random random = new Random(3);

    PageContent(PageServer server) {
        this.server = server;
    }

    void fill() throws IOException {
        hostile();
        many();
        shop();
    }

    private void shop() throws IOException {
        for (int i = 1; i <= WORKFLOWS; i++) {
            String workflow = "build-" + (140 + i);
            push(ScopeId.workflow(SHOP, workflow), "dist", dist(3 + i % 4), "4w");
            server.pass(Duration.ofMinutes(2));
            push(ScopeId.workflow(SHOP, workflow), "test-report.html", file("report", 40_000 + 9000 * i), "2w");
            server.push(ScopeId.job(SHOP, workflow, "build"), "build.log", log());
            push(ScopeId.job(SHOP, workflow, "test on Linux"), "screenshots", screenshots(), "1w");
            server.push(ScopeId.job(SHOP, workflow, "test on Linux"), "test.log", log());
            if (i % 3 == 0) {
                push(ScopeId.job(SHOP, workflow, "test on Windows"), "crash.dmp", file("dump", 300_000 * i), "1w");
            }
            server.sweep();
            server.pass(Duration.ofHours(19));
        }
        push(ScopeId.project(SHOP), "checkout-1.4.0.tar.gz", file("release", 2_300_000), null);
        server.pass(Duration.ofHours(30));
        push(ScopeId.project(SHOP), "checkout-1.4.1.tar.gz", file("release", 2_340_000), null);
        push(ScopeId.project(SHOP), "handbook", dist(2), "1y");
        server.pass(Duration.ofMinutes(12));
        push(ScopeId.project(SHOP), "coverage.png", picture("Coverage 87 %"), "4w");
        server.push(
                ScopeId.project(SHOP),
                "CHANGES.md",
                "# Changes\n\n## 1.4.1\n- Grüße, 世界: <b>not bold</b> & \"quoted\"\n");
        server.pass(Duration.ofMinutes(3));
    }

    private void hostile() throws IOException {
        ScopeId scope = ScopeId.project(HOSTILE);
        server.push(scope, EVIL, "<script>window.hacked=1</script>\n");
        server.push(scope, "<img src=x onerror=window.hacked=1>.txt", "<img src=x onerror=window.hacked=1>\n");
        server.push(scope, "javascript:window.hacked=1", "javascript:");
        server.push(scope, "invoice\u202Efdp.exe", "not a PDF");
        server.push(scope, "${it.guard().value()}", "no expression");
        server.push(scope, "a#b?c%20d&e=f+g;h'i\"j \\k", "names");
        server.push(scope, "hacked.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.hacked=1\"/>");
        Path tree = server.tree();
        Files.writeString(Files.createDirectories(tree.resolve("<b>dir")).resolve("'onclick=x #%.txt"), "deep");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("javascript:window.hacked=1"));
        push(scope, "folder", tree, null);
        server.push(ScopeId.job(HOSTILE, EVIL, "</h3><script>window.hacked=1</script>"), "log", "x");
    }

    private void many() throws IOException {
        for (int i = 0; i < MANY_ARTIFACTS; i++) {
            server.push(ScopeId.project(MANY), String.format("part-%03d", i), "x".repeat(1 + i * 37 % 251));
        }
    }

    private void push(ScopeId scope, String name, Path content, @Nullable String expireIn) throws IOException {
        server.push(scope, name, content, expireIn == null ? null : ExpireIn.parse(expireIn));
    }

    /** A tree of {@code modules} small modules, with a link. */
    private Path dist(int modules) throws IOException {
        Path tree = server.tree();
        for (int i = 1; i <= modules; i++) {
            Path module = Files.createDirectories(tree.resolve("lib/module-" + i));
            write(module.resolve("module-" + i + ".jar"), 40_000 * i);
            Files.writeString(module.resolve("README.md"), "# Module " + i + "\n");
        }
        Files.writeString(tree.resolve("run.sh"), "#!/bin/sh\nexec java -jar lib/module-1/module-1.jar \"$@\"\n");
        Files.createSymbolicLink(tree.resolve("latest"), Path.of("lib/module-1"));
        return tree;
    }

    private Path screenshots() throws IOException {
        Path tree = server.tree();
        for (String page : new String[] {"cart", "payment", "done"}) {
            Files.copy(picture("Checkout: " + page), tree.resolve(page + ".png"));
        }
        return tree;
    }

    private Path picture(String text) throws IOException {
        BufferedImage image = new BufferedImage(480, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xE8F0FE));
        graphics.fillRect(0, 0, 480, 200);
        graphics.setColor(new Color(0x0B5FCC));
        graphics.fillRect(40, 140, 348, 16);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 28));
        graphics.drawString(text, 40, 100);
        graphics.dispose();
        Path file = server.tree().resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private Path file(String name, int size) throws IOException {
        return write(server.tree().resolve(name), size);
    }

    private Path write(Path file, int size) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Files.write(file, bytes);
    }

    private String log() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            log.append(
                    String.format("[%02d:%02d] module-%d compiled in %d ms%n", i / 60, i % 60, i, random.nextInt(900)));
        }
        return log.toString();
    }
}
