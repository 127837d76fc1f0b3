package io.jenkins.plugins.artifactscopes.server.pages;

import java.io.StringWriter;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.jelly.JellyContext;
import org.apache.commons.jelly.JellyException;
import org.apache.commons.jelly.Script;
import org.apache.commons.jelly.XMLOutput;

/**
 * Runs the fragments of models: {@code main.jelly} of {@code a.B} lies in the resources at {@code a/B/main.jelly}, as Stapler has it, and
 * sees the model as {@code it}. Each is compiled once. Safe for use by many threads.
 */
final class JellyViews {
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final ViewTags tags = new ViewTags(this);

    /** The whole page. */
    String page(Object it) {
        StringWriter out = new StringWriter();
        out.write("<!DOCTYPE html>\n");
        JellyContext context = context();
        context.setVariable("it", it);
        try {
            script(it, "main.jelly").run(context, new XMLOutput(new HtmlWriter(out)));
        } catch (JellyException e) {
            throw new IllegalStateException("The page of " + it.getClass().getName() + " cannot be made", e);
        }
        return out.toString();
    }

    /** What shows {@code it}. */
    Script script(Object it, String page) {
        String name = "/" + it.getClass().getName().replace('.', '/') + "/" + page;
        return scripts.computeIfAbsent(name, path -> compiled(it.getClass(), path));
    }

    private Script compiled(Class<?> of, String path) {
        URL fragment = of.getResource(path);
        if (fragment == null) {
            throw new IllegalStateException("There is no fragment " + path);
        }
        try {
            return context().compileScript(fragment);
        } catch (JellyException e) {
            throw new IllegalStateException("The fragment " + path + " is wrong", e);
        }
    }

    private JellyContext context() {
        JellyContext context = new JellyContext();
        context.setClassLoader(JellyViews.class.getClassLoader());
        context.registerTagLibrary("jelly:stapler", tags);
        return context;
    }
}
