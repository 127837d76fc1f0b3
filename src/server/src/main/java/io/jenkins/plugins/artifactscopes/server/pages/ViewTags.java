package io.jenkins.plugins.artifactscopes.server.pages;

import java.util.Objects;
import org.apache.commons.jelly.JellyContext;
import org.apache.commons.jelly.JellyTagException;
import org.apache.commons.jelly.Tag;
import org.apache.commons.jelly.TagLibrary;
import org.apache.commons.jelly.TagSupport;
import org.apache.commons.jelly.XMLOutput;
import org.apache.commons.jelly.impl.TagFactory;
import org.apache.commons.jelly.impl.TagScript;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** The one tag of Stapler that fragments use: {@code st:include} with {@code it} and {@code page}. */
final class ViewTags extends TagLibrary {
    private final JellyViews views;

    ViewTags(JellyViews views) {
        this.views = views;
    }

    @Override
    public @Nullable TagScript createTagScript(String name, Attributes attributes) {
        return name.equals("include") ? new TagScript(new IncludeFactory(views)) : null;
    }

    @Override
    public @Nullable Tag createTag(String name, Attributes attributes) {
        return name.equals("include") ? new Include(views) : null;
    }

    private record IncludeFactory(JellyViews views) implements TagFactory {
        @Override
        public Tag createTag(String name, Attributes attributes) {
            return new Include(views);
        }
    }

    /** Shows another model in place. Public because Jelly sets its attributes by reflection. */
    public static final class Include extends TagSupport {
        private final JellyViews views;
        private @Nullable Object it;
        private String page = "";

        Include(JellyViews views) {
            this.views = views;
        }

        /** The model. */
        public void setIt(@Nullable Object model) {
            it = model;
        }

        /** The name of its fragment. */
        public void setPage(String name) {
            page = name;
        }

        @Override
        public void doTag(XMLOutput output) throws JellyTagException {
            Object model = Objects.requireNonNull(it, "st:include has nothing to include");
            JellyContext inner = getContext().newJellyContext();
            inner.setVariable("it", model);
            views.script(model, page).run(inner, output);
        }
    }
}
