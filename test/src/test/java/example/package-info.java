/** Programs that use the library: what messages about lines must point to. */
package example;
