package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.http.download.Conditions;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.view.View;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The one style sheet, the one script and the icon of all pages, for everybody. */
final class AssetServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Map<String, Asset> assets;

    AssetServlet() throws IOException {
        assets = Map.of(
                "/pages.css",
                new Asset(
                        "text/css; charset=utf-8",
                        read(AssetServlet.class, "server.css"),
                        read(View.class, "pages.css")),
                "/pages.js",
                new Asset("text/javascript; charset=utf-8", read(View.class, "pages.js")),
                "/icon.svg",
                new Asset("image/svg+xml", read(AssetServlet.class, "icon.svg")));
    }

    private static byte[] read(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The resource " + name + " is missing");
            }
            return in.readAllBytes();
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asset asset = assets.get(String.valueOf(request.getPathInfo()));
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("ETag", asset.tag());
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (Conditions.isUnchanged(request, asset.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.type);
        response.setContentLength(asset.content.length);
        response.getOutputStream().write(asset.content);
    }

    private static final class Asset {
        private final String type;
        private final byte[] content;

        Asset(String type, byte[]... parts) {
            this.type = type;
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                all.writeBytes(part);
            }
            content = all.toByteArray();
        }

        String tag() {
            return "\"" + Digest.ofContent(content, 0, content.length).hex() + "\"";
        }
    }
}
